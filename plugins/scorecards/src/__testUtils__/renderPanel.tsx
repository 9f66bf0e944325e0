import type { Entity } from '@backstage/catalog-model';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { ScorecardsSignal } from '@daytwo/backstage-plugin-scorecards-common';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { scorecardsApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { createFakeApi, type FakeAnswers } from './fakeApi';

/** The entity that the examples are about. @internal */
export const paymentsApi: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api', namespace: 'default', title: 'Payments' },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
};

const Address = () => (
  <output aria-label="query">{useLocation().search}</output>
);

/** The query of the page's address. @internal */
export function addressQuery(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('query').textContent ?? '');
}

/** Signals that a test sends by hand. */
function createSignals() {
  const listeners = new Set<(message: ScorecardsSignal) => void>();
  const api: SignalApi = {
    subscribe: (_channel, onMessage) => {
      const listener = onMessage as (message: ScorecardsSignal) => void;
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    },
  };
  return {
    api,
    send: (message: ScorecardsSignal) => listeners.forEach(l => l(message)),
  };
}

/** @internal */
export interface PanelOptions {
  answers?: FakeAnswers;
  /** Query of the address, with its question mark. */
  query?: string;
  /** Deny every permission. */
  denied?: boolean;
}

/**
 * Shows a panel on the page of the example entity.
 *
 * @internal
 */
export async function renderPanel(
  panel: ReactElement,
  { answers = {}, query = '', denied = false }: PanelOptions = {},
) {
  const api = createFakeApi(answers);
  const signals = createSignals();
  const authorize = denied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
  await renderInTestApp(
    <EntityProvider entity={paymentsApi}>
      {panel}
      <Address />
    </EntityProvider>,
    {
      apis: [
        [scorecardsApiRef, api],
        [signalApiRef, signals.api],
        [permissionApiRef, mockApis.permission({ authorize })],
        [catalogApiRef, catalogApiMock({ entities: [paymentsApi] })],
      ],
      mountedRoutes: {
        '/scorecards': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [`/${query}`],
    },
  );
  return { api, signal: signals.send };
}
