import { toEntityRef } from './refs';

describe('toEntityRef', () => {
  it.each([
    ['playbook:default/create-runbook', 'playbook:default/create-runbook'],
    ['create-runbook', 'playbook:default/create-runbook'],
    ['playbook:', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %p as %p', (text, expected) => {
    expect(toEntityRef(text, 'playbook') || undefined).toBe(expected);
  });
});
