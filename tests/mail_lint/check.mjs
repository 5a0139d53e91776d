// Reads letters from standard input, [{name, html}, …]; writes what the checkers have against them:
// {markup: [{rule, what, letter}], support: [{feature, client, degree, letter}]}, each once, with the first letter it is in.
import { readFileSync } from "node:fs";
import { caniemail, rawData } from "caniemail";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const CLIENTS = ["gmail.*", "outlook.*", "apple-mail.*", "yahoo.*", "samsung-email.*"];
const letters = JSON.parse(readFileSync(0, "utf8"));
const found = { markup: new Map(), support: new Map() };
const note = (where, key, value) => where.has(key) || where.set(key, value);

/** The settings are the same for every letter: to read them anew for each takes as long as to check it. */
class ReadOnce extends StaticConfigLoader {
  getConfigFor(...asked) {
    return (this.read ??= super.getConfigFor(...asked));
  }
}

const validator = new HtmlValidate(new ReadOnce({ extends: ["html-validate:recommended"] }));
for (const { name, html } of letters) {
  const { results } = await validator.validateString(html);
  for (const { ruleId, message } of results.flatMap((result) => result.messages)) {
    note(found.markup, `${ruleId} ${message}`, { rule: ruleId, what: message, letter: name });
  }
}

// Outlook on the web, which the new Outlook for Windows is too, is in caniemail's data and not among its clients.
const onTheWeb = new Map(rawData.data.map((feature) => [feature.title, Object.values(feature.stats.outlook?.["outlook-com"] ?? {}).at(-1)]));
const DEGREES = { n: "unsupported", a: "partial" };

for (const { name, html } of letters) {
  const { issues } = caniemail({ clients: CLIENTS, html });
  for (const [degree, told] of [["unsupported", issues.errors], ["partial", issues.warnings]]) {
    for (const [client, features] of told) {
      for (const { title: feature } of features) {
        note(found.support, `${feature} ${client} ${degree}`, { feature, client, degree, letter: name });
        const there = DEGREES[onTheWeb.get(feature)?.[0]];
        if (there) note(found.support, `${feature} web ${there}`, { feature, client: "outlook.web", degree: there, letter: name });
      }
    }
  }
}
process.stdout.write(JSON.stringify({ markup: [...found.markup.values()], support: [...found.support.values()] }));
