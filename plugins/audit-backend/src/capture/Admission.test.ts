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
});
