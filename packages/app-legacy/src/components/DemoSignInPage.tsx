import {
  Page,
  Content,
  Header,
  ProxiedSignInPage,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import type { SignInPageProps } from '@backstage/core-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { useState } from 'react';

const KEY = 'daytwo.demo.person';

/** The plainest form of the demo's sign-in: a button per person. */
export const DemoSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const config = useApi(configApiRef);
  const people = config.getOptionalConfigArray('auth.providers.demo.people');
  const [person, setPerson] = useState(() =>
    window.sessionStorage.getItem(KEY),
  );
  if (person) {
    return (
      <ProxiedSignInPage
        provider="demo"
        headers={{ 'x-demo-person': person }}
        onSignInSuccess={onSignInSuccess}
      />
    );
  }
  const choose = (entityRef: string) => {
    window.sessionStorage.setItem(KEY, entityRef);
    setPerson(entityRef);
  };
  return (
    <Page themeId="home">
      <Header title="Who are you today?" />
      <Content>
        <Flex direction="column" gap="2" align="start">
          {people?.map(entry => (
            <Button
              key={entry.getString('entityRef')}
              onPress={() => choose(entry.getString('entityRef'))}
            >
              {`${entry.getString('name')}, ${entry.getString('role')}`}
            </Button>
          ))}
        </Flex>
      </Content>
    </Page>
  );
};
