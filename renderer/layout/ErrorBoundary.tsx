import { Alert, Button, Center, Code, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { studio } from '../store/studio';

interface Props {
  readonly children: ReactNode;
}

/** What stands in place of a screen that could not be drawn: the error, and a way on that loses nothing. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Center h="100%" p="xl">
        <Alert color="orange" icon={<IconAlertTriangle />} title="The studio could not draw this" maw={560}>
          <Stack gap="sm">
            <Code block>{error.message}</Code>
            <Text size="sm">
              Your design is safe in memory. Try again; if it fails again, undo the last change or save the design first.
            </Text>
            <Group gap="xs">
              <Button size="xs" onClick={() => this.setState({ error: null })}>
                Try again
              </Button>
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  studio.getState().undo();
                  this.setState({ error: null });
                }}
              >
                Undo the last change
              </Button>
              <Button size="xs" variant="default" onClick={() => void studio.getState().saveAs()}>
                Save as…
              </Button>
            </Group>
          </Stack>
        </Alert>
      </Center>
    );
  }
}
