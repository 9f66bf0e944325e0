import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ReadingNotes } from './ReadingNotes';

function world() {
  const event = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockResolvedValue(event);
  const clock = { now: 0 };
  const notes = ReadingNotes.create({ auditor, now: () => clock.now });
  const credentials = mockCredentials.user();
  const read = (answer: () => Promise<unknown>) =>
    notes.noted({ credentials, request: {} as never }, 'get', {}, answer);
  return { auditor, clock, event, read };
}

const allowed = async () => 'a record';
const refused = async () => {
  throw new Error('not you');
};

describe('ReadingNotes', () => {
  it('records the same question once in five minutes', async () => {
    const { auditor, clock, event, read } = world();
    await read(allowed);
    clock.now += 299_000;
    await read(allowed);
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);

    clock.now += 2000;
    await read(allowed);

    expect(auditor.createEvent).toHaveBeenCalledTimes(2);
    expect(event.success).toHaveBeenCalledTimes(2);
  });

  it('records what is refused each time, and what is read after it', async () => {
    const { event, read } = world();
    await expect(read(refused)).rejects.toThrow('not you');
    await expect(read(refused)).rejects.toThrow('not you');
    await read(allowed);

    expect(event.fail).toHaveBeenCalledTimes(2);
    expect(event.success).toHaveBeenCalledTimes(1);
  });

  it('records what is refused after it was read', async () => {
    const { event, read } = world();
    await read(allowed);

    await expect(read(refused)).rejects.toThrow('not you');

    expect(event.fail).toHaveBeenCalledTimes(1);
  });

  it('lets nobody read what cannot be recorded, also when asked again', async () => {
    const { auditor, read } = world();
    const answer = jest.fn(allowed);
    auditor.createEvent.mockRejectedValue(new Error('cannot be audited'));

    await expect(read(answer)).rejects.toThrow('cannot be audited');
    await expect(read(answer)).rejects.toThrow('cannot be audited');

    expect(answer).not.toHaveBeenCalled();
  });
});
