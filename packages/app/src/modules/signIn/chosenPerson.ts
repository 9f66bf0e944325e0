// Per tab, so that two people can be signed in side by side.
const KEY = 'daytwo.demo.person';

export const chosenPerson = {
  get: () => window.sessionStorage.getItem(KEY) ?? undefined,
  set: (entityRef: string) => window.sessionStorage.setItem(KEY, entityRef),
  clear: () => window.sessionStorage.removeItem(KEY),
};
