import { ResponseError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AnswerState } from '../hooks';
import { LoadingSkeleton } from './StateViews';
import { WhenLoaded } from './WhenLoaded';

const idle = { loading: false, refreshing: false, isPrevious: false };

function named(name: string, message = 'said the server'): Error {
  return Object.assign(new Error(message), { name });
}

async function show(state: Partial<AnswerState<string>>) {
  const refetch = jest.fn();
  await renderInTestApp(
    <WhenLoaded
      state={{ ...idle, refetch, ...state }}
      skeleton={<LoadingSkeleton rows={[40]} />}
      failed="The things could not be read"
      permission="things.thing.read"
    >
      {data => <p>{data}</p>}
    </WhenLoaded>,
  );
  return refetch;
}

describe('WhenLoaded', () => {
  it('shows shapes while there is nothing', async () => {
    await show({ loading: true });
    expect(screen.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
  });

  it('shows what is there', async () => {
    await show({ data: 'a thing' });
    expect(screen.getByText('a thing')).toBeInTheDocument();
  });

  it('says what failed, and tries again', async () => {
    const refetch = await show({ error: new Error('the server is away') });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The things could not be read',
    );
    expect(screen.getByRole('alert')).toHaveTextContent('the server is away');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('keeps the last good answer, dated, beside the error', async () => {
    await show({
      data: 'a thing',
      loadedAt: new Date(),
      error: new Error('the server is away'),
    });
    expect(screen.getByText('a thing')).toBeInTheDocument();
    expect(screen.getByText(/^As of/)).toBeInTheDocument();
    expect(screen.getByText(/the server is away/)).toBeInTheDocument();
  });

  it('says where the backend does not have the plugin, which is no failure', async () => {
    const error = await ResponseError.fromResponse({
      status: 404,
      statusText: 'Not Found',
      text: async () => '',
    } as Parameters<typeof ResponseError.fromResponse>[0]);
    await show({ error });
    expect(screen.getByText('Not installed in the backend')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('names the permission that is missing, and hides what was there', async () => {
    await show({ data: 'a thing', error: named('NotAllowedError') });
    expect(screen.getByText(/"things.thing.read"/)).toBeInTheDocument();
    expect(screen.queryByText('a thing')).toBeNull();
  });
});
