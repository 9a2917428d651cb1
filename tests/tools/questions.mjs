// Questions that the catalogue itself suggests, so that tests run with any catalogue.

// A question about a purpose that nothing but the person's choice and the gate can deny.
export function questionAbout(catalogue, purpose, subject) {
  const {roles, data_types: types} = catalogue.purposes.find(({id}) => id === purpose);
  const store = catalogue.stores.find(({only_for: only}) => !only || only.length === 0);
  return {subject, purpose, role: roles[0], fields: types.slice(0, 2), source_store: store.id};
}

// The consent purposes of both parties that are active.
export function bothPartyPurposes(catalogue) {
  return catalogue.purposes
    .filter(({consent_by: by, active}) => by === 'both' && active)
    .map(({id}) => id);
}
