import { Button, Group, Modal, Text } from '@mantine/core';
import { studio, useStudio } from '../store/studio';
import { Problems } from '../panels/Problems';

/** A file that could not be loaded: everything that is wrong with it. The design on the canvas stays as it is. */
export function RefusedFile() {
  const refused = useStudio((s) => s.refused);
  const count = refused?.problems.length ?? 0;
  const close = () => studio.getState().dismissRefused();
  return (
    <Modal
      opened={refused !== null}
      onClose={close}
      size="lg"
      title={`“${refused?.name ?? ''}” was not opened: ${count} ${count === 1 ? 'problem' : 'problems'}`}
    >
      {refused && (
        <>
          <Text mb="sm">Your design on the canvas is unchanged, and so is the file.</Text>
          <Problems problems={refused.problems} places={false} />
        </>
      )}
    </Modal>
  );
}

/** Asks before a save replaces what another program wrote into the file. */
export function ChangedOutside() {
  const changed = useStudio((s) => s.changedOutside);
  const answer = (word: 'replace' | 'as' | 'cancel') => void studio.getState().answerChanged(word);
  return (
    <Modal opened={changed !== null} onClose={() => answer('cancel')} size="md" title="The file has changed" zIndex={300}>
      <Text mb="md">{changed}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="xs" onClick={() => answer('cancel')}>
          Cancel
        </Button>
        <Button variant="default" size="xs" onClick={() => answer('replace')}>
          Replace it
        </Button>
        <Button size="xs" data-autofocus onClick={() => answer('as')}>
          Save as…
        </Button>
      </Group>
    </Modal>
  );
}

/** Asks before changes are lost that no file holds. */
export function UnsavedGuard() {
  const pending = useStudio((s) => s.pending);
  const name = useStudio((s) => s.file.name);
  const answer = (word: 'save' | 'discard' | 'cancel') => void studio.getState().answerPending(word);
  return (
    <Modal opened={pending !== null} onClose={() => answer('cancel')} size="sm" title={pending?.what ?? ''}>
      <Text mb="md">“{name}” has changes that are not saved.</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="xs" onClick={() => answer('cancel')}>
          Cancel
        </Button>
        <Button variant="default" size="xs" onClick={() => answer('discard')}>
          Discard changes
        </Button>
        <Button size="xs" data-autofocus onClick={() => answer('save')}>
          Save
        </Button>
      </Group>
    </Modal>
  );
}
