import { holdFilterOf, holdQuery } from '.';

describe('holdQuery', () => {
  it('reads what a hold keeps, and leaves out what is not known', () => {
    expect(
      holdQuery({
        actor: ['user:default/dana'],
        plugin: 'catalog',
        outcome: [],
        q: 'ledger',
        to: '2026-03-02T00:00:00.000Z',
        noise: true,
        moon: ['full'],
      }),
    ).toEqual({
      actor: ['user:default/dana'],
      plugin: ['catalog'],
      q: 'ledger',
      to: '2026-03-02T00:00:00.000Z',
    });
  });
});

describe('holdFilterOf', () => {
  it('keeps all that is listed: look-ups are held with the others', () => {
    expect(holdFilterOf({ event: 'auth.sign-in', noise: 'true' })).toEqual({
      event: ['auth.sign-in'],
    });
  });
});
