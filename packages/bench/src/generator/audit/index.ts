export { actionKinds } from './actions';
export { COMPONENTS, componentRef, createDraft } from './drafts';
export { auditGroups, LEFT_FROM, membersOf, PEOPLE, personRef } from './people';
