// Which of the words on standard input (a JSON list) are not in the British dictionary. The argument is the folder that
// has the packages.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/package.json`);
const read = (ending) => readFileSync(`${process.argv[2]}/node_modules/dictionary-en-gb/index.${ending}`);
const dictionary = require("nspell")(read("aff"), read("dic"));
const words = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(words.filter((word) => !dictionary.correct(word))));
