"""Words from which nonsense about time is made, to see that nothing breaks on it."""

WORDS = (
    "the a an this next last past previous following coming same that these every each early "
    "late mid - beginning middle end of in on at to from until by since and or before after "
    "ago earlier later hence January Feb. March May may Sept 3 12 31 3rd 21st first third "
    "eighth 1990 2016 '95 1990s the-'80s Monday Tues. Sundays today tomorrow yesterday "
    "tonight now recently future spring fall summer day days week weeks month months quarter "
    "year years decade century weekend hour hours minutes second two twenty hundred nineteen "
    "ninety-four half few several couple more less than about least up no some fiscal "
    "financial old year-old morning night noon midnight overnight 5:30 p.m. 5pm 17.30 "
    "o'clock GMT 2016-02-30 2016-02-29 31/12/2015 12/06/2015 1/2/16 Christmas Easter "
    "Thanksgiving Day daily annually , . ( ) “ ” ' 's ’s was will said expected period same "
    "term long near ahead then 2 1/2 ½ 10,000 1.5 0 00 9999 1000 street people % $ $5 time "
    "\n\n \n"
).split(" ")
"""Blanks part them; paragraph breaks are words too."""
