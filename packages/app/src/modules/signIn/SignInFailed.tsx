import { Alert, Button, Container, Flex } from '@backstage/ui';

interface SignInFailedProps {
  person: string;
  error?: Error;
  onBack: () => void;
}

export const SignInFailed = ({ person, error, onBack }: SignInFailedProps) => (
  <Container py="8">
    <Flex direction="column" gap="4" align="start">
      <Alert
        status="danger"
        title={`Could not sign in as ${person}`}
        description={`${error?.message ?? 'The backend did not answer.'}
          Right after a first start the catalog may still be reading its people: try again in a few seconds.`}
      />
      <Button onPress={onBack}>Choose again</Button>
    </Flex>
  </Container>
);
