import { Modal, Select, Text } from '@mantine/core';
import { nodeKinds } from '../../engine/nodes/registry';
import { studio, useStudio } from '../store/studio';
import { canvasUi, useCanvasUi } from './canvas-ui';
import { newLink, noLinkBecause } from './changes';

/** Draws a link without a pointer: type to find the target, Enter links. */
export function ConnectDialog() {
  const from = useCanvasUi((ui) => ui.connecting);
  const document = useStudio((s) => s.document);
  const close = () => canvasUi.setState({ connecting: null });
  const source = document.nodes?.find((node) => node.id === from);
  if (!from || !source) return null;
  const targets = (document.nodes ?? [])
    .filter((node) => noLinkBecause(document, from, node.id) === null)
    .map((node) => ({ value: node.id, label: `${node.name ?? node.id} (${nodeKinds[node.kind].title})` }));
  const link = (to: string | null) => {
    if (!to) return;
    const made = newLink(document, from, to);
    studio.getState().edit({ kind: 'add-link', link: made });
    studio.getState().select({ links: [made.id] });
    close();
  };
  return (
    <Modal opened onClose={close} title={`Link from ${source.name ?? source.id}`} size="sm" withinPortal>
      {targets.length === 0 ? (
        <Text>Everything that can be called is linked already.</Text>
      ) : (
        <Select
          label="To"
          data={targets}
          searchable
          defaultDropdownOpened
          data-autofocus
          placeholder="Name of a component"
          onChange={link}
          comboboxProps={{ withinPortal: true }}
        />
      )}
    </Modal>
  );
}
