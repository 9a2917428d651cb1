// Cedar 4.13 through its own WebAssembly package, `@cedar-policy/cedar-wasm`.
//
// How it is configured, and who says so:
// - the subpackage `nodejs`, which the package's README names for Node;
// - policies and schema parsed once, by `preparsePolicySet` and `preparseSchema`, and asked with
//   `statefulIsAuthorized`: what Cedar added so that neither is sent with each request
//   (github.com/cedar-policy/cedar, pull request 1831; its authors measured 15 times the speed of
//   `isAuthorized`);
// - policies validated against the schema before they are used, and requests checked against it, which
//   is the default (docs.cedarpolicy.com, "Policy validation");
// - with each request the entities it needs and no others (docs.cedarpolicy.com, "Level validation":
//   the slice is the principal, as no policy looks further);
// - times as Long, milliseconds, which is less work than the datetime extension.
// One policy a purpose, as somebody who had only Cedar would keep them: the action is the purpose.
import {createRequire} from 'node:module';

const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs');

export const version = cedar.getCedarVersion();

function prepare(name, schema, policies) {
  const told = [
    cedar.validate({schema, policies: {staticPolicies: policies}}),
    cedar.preparseSchema(name, schema),
    cedar.preparsePolicySet(name, {staticPolicies: policies}),
  ];
  for (const {type, validationErrors = []} of told) {
    if (type !== 'success' || validationErrors.length > 0) throw new Error(JSON.stringify(told));
  }
}

function isAllowed(name, call) {
  const answer = cedar.statefulIsAuthorized({...call, preparsedSchemaName: name, preparsedPolicySetId: name});
  if (answer.type !== 'success' || answer.response.diagnostics.errors.length > 0) {
    throw new Error(JSON.stringify(answer));
  }
  return answer.response.decision === 'allow';
}

const actions = (purposes) => purposes.map(({id}) => `"${id}"`).join(', ');

// The consent alone: granted, the record within it, and it has not ended.
export function openConsentAlone(purposes) {
  prepare(
    'alone',
    `entity Subject = {choice: String, from: Long, until: Long};
     entity Store;
     action ${actions(purposes)} appliesTo {
       principal: Subject, resource: Store, context: {record_time: Long, now: Long}
     };`,
    purposes
      .map(
        ({id}) => `permit (principal, action == Action::"${id}", resource) when {
          principal.choice == "granted" && context.record_time >= principal.from &&
          context.record_time <= context.now && context.now < principal.until
        };`,
      )
      .join('\n'),
  );
  return ({subject, purpose, store, at, now}, {choice, from, until}) => {
    const principal = {type: 'Subject', id: subject};
    return isAllowed('alone', {
      principal,
      action: {type: 'Action', id: purpose},
      resource: {type: 'Store', id: store},
      context: {record_time: at, now},
      entities: [{uid: principal, attrs: {choice, from, until}, parents: []}],
    });
  };
}

// What the JSON door is given: also the relation, the person, the company's gate and the offer.
export function openSameInformation(purposes) {
  prepare(
    'same',
    `entity Subject = {
       choice: String, from: Long, until: Long, processing_version: Long, sequence: Long, begun: Bool, ended: Bool,
       person: String, restricted: Bool, objections: Set<String>, subscriber: String, subscriber_kind: String,
       gate_open: Bool, gate_at: Long
     };
     entity Store;
     action ${actions(purposes)} appliesTo {
       principal: Subject, resource: Store,
       context: {record_time: Long, now: Long, role: String, fields: Set<String>}
     };`,
    purposes
      .map(
        ({id, roles, data_types: fields, max_age_days: days, processing_version: version}) =>
          `permit (principal, action == Action::"${id}", resource) when {
             principal.begun && !principal.ended && !principal.restricted &&
             !principal.objections.contains("${id}") && principal.gate_open &&
             ${JSON.stringify(roles)}.contains(context.role) &&
             ${JSON.stringify(fields)}.containsAll(context.fields) &&
             principal.choice == "granted" && principal.processing_version == ${version} &&
             context.record_time >= principal.from && context.record_time <= context.now &&
             context.now < principal.until && context.now < context.record_time + ${days * 86_400_000}
           };`,
      )
      .join('\n'),
  );
  return ({subject, purpose, role, fields, store, at, now}, {choice, from, until}) => {
    const principal = {type: 'Subject', id: subject};
    const attrs = {
      choice, from, until, processing_version: 1, sequence: 2, begun: true, ended: false, person: 'prs-1',
      restricted: false, objections: [], subscriber: 'sbr-1', subscriber_kind: 'company', gate_open: true, gate_at: from,
    };
    return isAllowed('same', {
      principal,
      action: {type: 'Action', id: purpose},
      resource: {type: 'Store', id: store},
      context: {record_time: at, now, role, fields},
      entities: [{uid: principal, attrs, parents: []}],
    });
  };
}
