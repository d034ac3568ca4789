// Reads the AsyncAPI document with the AsyncAPI Initiative's own parser, and fails on whatever that finds.
const { readFileSync } = require("node:fs");
const { Parser } = require("@asyncapi/parser");

const file = process.argv[2];
// Of these rules none says that the document is wrong: a newer version of AsyncAPI exists, and Kaiye's address is its own.
const KNOWN = new Set(["asyncapi-latest-version", "asyncapi-3-servers"]);

new Parser().parse(readFileSync(file, "utf8"), { source: file }).then(({ document, diagnostics }) => {
  const found = diagnostics.filter((it) => !KNOWN.has(it.code) && (it.severity <= 1 || !document));
  for (const it of found) console.error(`${it.code}: ${it.message} at ${it.path.join("/")}`);
  if (!document || found.length > 0) process.exit(1);
  console.log(`${file}: valid AsyncAPI ${document.version()}, ${document.allMessages().length} messages`);
});
