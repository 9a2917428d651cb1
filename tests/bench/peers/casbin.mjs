// casbin 5.51 (node-casbin).
//
// How it is configured, and who says so:
// - ABAC, the subject's attributes passed as an object with the request (casbin.org/docs/abac). A rule a
//   subject would be a million rules, which every decision walks through one by one; for that case its
//   page on performance (casbin.org/docs/performance) says to have what subjects have in common in a
//   few rules, at most about a hundred, and that is this;
// - `enforceSync`, which its declaration names as the faster call where no matcher is asynchronous;
// - no roles, and so no role manager; no automatic links, no log;
// - the model and the rules in memory;
// - no CachedEnforcer: it keeps answers by strings, and a question that holds an object and a time is
//   never the same twice.
// Two arrangements: a rule a purpose in the policy, as its page on ABAC has it for many rules, and the
// matcher alone without a policy, as that page's first example has it. The second is the faster, but
// every purpose needs the same conditions there.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {newEnforcer, newModel, StringAdapter} from 'casbin';

const manifest = createRequire(import.meta.url).resolve('casbin').replace(/lib\/.*$/, 'package.json');
export const {version} = JSON.parse(readFileSync(manifest, 'utf8'));

const consent =
  "r.sub.choice == 'granted' && r.rec.time >= r.sub.from && r.rec.time <= r.rec.now && r.rec.now < r.sub.until";

async function open(policy, matcher, rules) {
  const model = newModel();
  model.loadModelFromText(`
[request_definition]
r = sub, purpose, rec
[policy_definition]
p = ${policy}
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = ${matcher}
`);
  const enforcer = await (rules ? newEnforcer(model, new StringAdapter(rules)) : newEnforcer(model));
  enforcer.enableLog(false);
  enforcer.enableAutoBuildRoleLinks(false);
  return ({purpose, at, now}, person) => enforcer.enforceSync(person, purpose, {time: at, now});
}

export const openRuleEach = (purposes) =>
  open('purpose', `r.purpose == p.purpose && ${consent}`, purposes.map(({id}) => `p, ${id}`).join('\n'));

export const openMatcherAlone = () => open('sub, purpose, rec', `r.purpose == r.sub.purpose && ${consent}`);
