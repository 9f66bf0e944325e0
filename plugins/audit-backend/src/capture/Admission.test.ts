import { Admission } from './Admission';

describe('Admission', () => {
  it('lets in as many as fit, and the others in their order as there is room', async () => {
    let inMemory = 0;
    const admission = Admission.create({ limit: 3, inMemory: () => inMemory });
    const inside: number[] = [];
    const come = (i: number) => {
      admission.arrived();
      inMemory++;
      inside.push(i);
    };
    [0, 1, 2, 3, 4, 5, 6, 7].forEach(i => {
      const turn = admission.enter();
      void (turn ? turn.then(() => come(i)) : come(i));
    });
    expect(inside).toEqual([0, 1, 2]);
    admission.letIn();
    await new Promise(setImmediate);
    expect(inside).toEqual([0, 1, 2]);

    inMemory -= 2;
    admission.letIn();
    admission.letIn();
    await new Promise(setImmediate);
    expect(inside).toEqual([0, 1, 2, 3, 4]);
    inMemory = 0;
    admission.letIn();
    await new Promise(setImmediate);
    expect(inside).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(admission.enter()).toBeInstanceOf(Promise);
  });

  it('lets actions begin by parts, and none while an entry waits', async () => {
    let inMemory = 0;
    const admission = Admission.create({ limit: 1, inMemory: () => inMemory });
    let begun = 0;
    const count = () => {
      begun++;
    };
    for (let n = 0; n < 1200; n++) {
      const turn = admission.begin();
      void (turn ? turn.then(count) : count());
    }
    const settle = () => new Promise(setImmediate);
    expect(begun).toBe(500);
    admission.begun();
    admission.begun();
    await settle();
    expect(begun).toBe(502);

    expect(admission.enter()).toBeUndefined();
    admission.arrived();
    inMemory++;
    const entry = admission.enter();
    Array.from({ length: 500 }, () => admission.begun());
    await settle();
    expect(begun).toBe(502);

    inMemory = 0;
    admission.letIn();
    await entry;
    await settle();
    expect(begun).toBe(1002);
  });
});
