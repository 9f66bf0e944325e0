import { Container, Text } from '@backstage/ui';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { ReactNode } from 'react';
import { auditApiRef } from '../src/api';
import { createFakeApi } from '../src/__testUtils__/fakeApi';
import {
  EntityActivityContent,
  UserActivityCard,
} from '../src/components/EntityActivity';
import { MyActivity } from '../src/components/MyActivity';
import { entities } from './catalog';
import { states } from './states';

const Frame = ({ title, children }: { title: string; children: ReactNode }) => (
  <section style={{ marginBlock: 24 }}>
    <Text as="h3" color="secondary">
      {title}
    </Text>
    {children}
  </section>
);

export const StatesPage = () => (
  <main>
    <Container>
      {Object.entries(states).map(([name, answers]) => (
        <TestApiProvider
          key={name}
          apis={[[auditApiRef, createFakeApi(answers)]]}
        >
          <Text as="h2" variant="title-small">
            {name}
          </Text>
          <EntityProvider entity={entities[2]}>
            <Frame title="Card">
              <div style={{ maxWidth: 460 }}>
                <UserActivityCard />
              </div>
            </Frame>
          </EntityProvider>
          <Frame title="Widget">
            <MyActivity />
          </Frame>
          <EntityProvider entity={entities[0]}>
            <Frame title="Tab">
              <EntityActivityContent />
            </Frame>
          </EntityProvider>
        </TestApiProvider>
      ))}
    </Container>
  </main>
);
