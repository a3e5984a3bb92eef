// Prints what gift-pegjs reads in the GIFT file it is given, as JSON.
const { readFileSync } = require("node:fs");
const { parse } = require("gift-pegjs");

process.stdout.write(JSON.stringify(parse(readFileSync(process.argv[2], "utf8"))));
