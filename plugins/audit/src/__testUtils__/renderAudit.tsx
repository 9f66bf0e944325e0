import type { Entity } from '@backstage/catalog-model';
import {
  fetchApiRef,
  storageApiRef,
  type StorageApi,
} from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import type { AuditSignal } from '@daytwo/backstage-plugin-audit-common';
import { act, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { auditApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { createFakeApi, type FakeAnswers } from './fakeApi';

/** The entities that the examples are about. @internal */
export const paymentsApi: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api', namespace: 'default', title: 'Payments' },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
  relations: [{ type: 'ownedBy', targetRef: 'user:default/dana' }],
};

/** @internal */
export const dana: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'dana', namespace: 'default' },
  spec: { profile: { displayName: 'Dana' } },
};

const Address = () => {
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="query">{useLocation().search}</output>
      <button onClick={() => navigate(-1)}>Way back</button>
    </>
  );
};

/** The query of the page's address. @internal */
export function addressQuery(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('query').textContent ?? '');
}

/** Signals that a test sends by hand. */
function createSignals() {
  const listeners = new Set<(message: AuditSignal) => void>();
  const api: SignalApi = {
    subscribe: (_channel, onMessage) => {
      const listener = onMessage as unknown as (message: AuditSignal) => void;
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    },
  };
  return {
    api,
    send: (message: AuditSignal) => listeners.forEach(l => l(message)),
  };
}

/** @internal */
export interface RenderOptions {
  answers?: FakeAnswers;
  /** Where the page is opened, with its query. */
  path?: string;
  entity?: Entity;
  /** Deny every permission. */
  denied?: boolean;
  fetch?: typeof fetch;
  catalog?: Entity[];
  /** Whom the reader is; a guest may be nobody. */
  ownershipEntityRefs?: string[];
  /** The settings of the reader. */
  storage?: StorageApi;
}

/**
 * Shows a page or a panel of the plugin over answers made up by a test.
 *
 * @internal
 */
export async function renderAudit(
  element: ReactElement,
  options: RenderOptions = {},
) {
  const { answers = {}, path = '/', entity = paymentsApi } = options;
  const api = createFakeApi(answers);
  const signals = createSignals();
  const authorize = options.denied
    ? AuthorizeResult.DENY
    : AuthorizeResult.ALLOW;
  const { catalog = [paymentsApi, dana] } = options;
  const render = () =>
    renderInTestApp(
      <EntityProvider entity={entity}>
        {element}
        <Address />
      </EntityProvider>,
      {
        apis: [
          [auditApiRef, api],
          [signalApiRef, signals.api],
          [permissionApiRef, mockApis.permission({ authorize })],
          [catalogApiRef, catalogApiMock({ entities: catalog })],
          [fetchApiRef, { fetch: options.fetch ?? jest.fn() }],
          [storageApiRef, options.storage ?? mockApis.storage()],
          mockApis.identity({
            userEntityRef: 'user:default/dana',
            ownershipEntityRefs: options.ownershipEntityRefs ?? [
              'user:default/dana',
            ],
          }),
        ],
        mountedRoutes: {
          '/audit': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
        initialRouteEntries: [path],
      },
    );
  // What is asked at once is answered before a test goes on.
  await act(async () => {
    render();
  });
  return { api, signal: signals.send };
}

/** Gives elements a size, which jsdom does not; virtual lists draw nothing without. @internal */
export function giveElementsSize(width = 1200, height = 480): void {
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(width);
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(height);
}
