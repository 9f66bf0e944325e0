import { tellingSummary } from './tellingSummary';

describe('tellingSummary', () => {
  const entities = ['component:default/ledger'];

  it('says nothing that the entities say', () => {
    expect(tellingSummary({ summary: entities[0], entities })).toBeUndefined();
  });

  it('says anything else', () => {
    expect(tellingSummary({ summary: 'Scale', entities })).toBe('Scale');
    expect(tellingSummary({ entities })).toBeUndefined();
  });
});
