import { discoveryApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DemoSignInPage } from './DemoSignInPage';
import { chosenPerson } from './chosenPerson';

const dana = {
  entityRef: 'user:default/dana',
  name: 'Dana Okafor',
  role: 'Developer',
  summary: 'Looks after payment services.',
};
const leo = { ...dana, entityRef: 'user:default/leo', name: 'Leo Brandt' };

const session = {
  profile: { displayName: dana.name },
  backstageIdentity: {
    token: `head.${btoa(JSON.stringify({ exp: 9e9 }))}.tail`,
    identity: {
      type: 'user',
      userEntityRef: dana.entityRef,
      ownershipEntityRefs: [dana.entityRef],
    },
  },
};

const fetchMock = jest.fn<Promise<Response>, Parameters<typeof fetch>>();

function answer(status: number, body: object) {
  const text = JSON.stringify(body);
  fetchMock.mockResolvedValue({
    ok: status < 400,
    status,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json' }),
    json: async () => body,
    text: async () => text,
  } as Response);
}

function renderPage() {
  const onSignInSuccess = jest.fn();
  const providers = { demo: { people: [dana, leo] } };
  renderInTestApp(<DemoSignInPage onSignInSuccess={onSignInSuccess} />, {
    config: { auth: { providers } },
    apis: [[discoveryApiRef, mockApis.discovery()]],
  });
  return onSignInSuccess;
}

describe('DemoSignInPage', () => {
  const realFetch = global.fetch;
  beforeEach(() => {
    global.fetch = fetchMock;
    chosenPerson.clear();
  });
  afterEach(() => {
    global.fetch = realFetch;
  });

  it('signs in as the person that was chosen', async () => {
    answer(200, session);
    const onSignInSuccess = renderPage();
    await userEvent.click(
      await screen.findByRole('button', { name: /Dana Okafor, Developer/ }),
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    const [, init] = fetchMock.mock.calls[0];
    expect(new Headers(init?.headers).get('x-demo-person')).toBe(
      dana.entityRef,
    );
    const [identity] = onSignInSuccess.mock.calls[0];
    await expect(identity.getBackstageIdentity()).resolves.toMatchObject({
      userEntityRef: dana.entityRef,
    });
  });

  it('does not ask again in the same tab', async () => {
    answer(200, session);
    chosenPerson.set(leo.entityRef);
    const onSignInSuccess = renderPage();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
  });

  it('says why somebody could not sign in, and lets them choose again', async () => {
    answer(401, { error: { name: 'AuthenticationError', message: 'Nobody' } });
    chosenPerson.set(leo.entityRef);
    renderPage();
    expect(
      await screen.findByText('Could not sign in as user:default/leo'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Choose again' }));
    expect(
      await screen.findByRole('heading', { name: 'Who are you today?' }),
    ).toBeInTheDocument();
    expect(chosenPerson.get()).toBeUndefined();
  });
});
