import { Menu } from '@mantine/core';
import { IconArrowRight, IconBandage, IconCopyPlus, IconPencil, IconTestPipe, IconTrash } from '@tabler/icons-react';
import { faultActions } from '../../engine/faults/registry';
import { activeOn, faultById, faultsFor, kindOfLink, newFault } from '../store/faults';
import { studio, useStudio } from '../store/studio';
import { askAbout } from '../what-if/what-if-ui';
import { faultLabel } from './FaultButtons';
import { duplicateNodes, removeSelected } from './actions';
import { canvasUi, type MenuTarget, useCanvasUi } from './canvas-ui';
import { groupNodeId } from './groups/canvas-ids';
import { GroupItems } from './groups/GroupItems';
import { faultIcon } from './icons';

/** What can be done to a node or link: faults to start and heal, and the usual changes. Opened by right click or the menu key. */
export function FaultMenu() {
  const menu = useCanvasUi((ui) => ui.menu);
  const close = () => {
    const target = canvasUi.getState().menu?.target;
    canvasUi.setState({ menu: null });
    // The keyboard goes on where it was.
    const id = target && ('node' in target ? target.node : 'link' in target ? target.link : groupNodeId(target.group));
    document
      .querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"], .react-flow__edge[data-id="${id}"]`)
      ?.focus({ preventScroll: true });
  };
  return (
    <Menu
      opened={menu !== null}
      onClose={close}
      position="bottom-start"
      width={220}
      shadow="md"
      withinPortal
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label="Actions"
          // A place for the menu and its name, nothing to press.
          aria-hidden
          style={{
            position: 'fixed',
            left: menu?.x ?? 0,
            top: menu?.y ?? 0,
            width: 1,
            height: 1,
            padding: 0,
            border: 0,
            opacity: 0,
            pointerEvents: 'none',
          }}
        />
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        {menu && <MenuItems target={menu.target} />}
      </Menu.Dropdown>
    </Menu>
  );
}

const MenuItems = ({ target }: { readonly target: MenuTarget }) =>
  'group' in target ? <GroupItems id={target.group} /> : <Items target={target} />;

function Items({ target }: { readonly target: { readonly node: string } | { readonly link: string } }) {
  const running = useStudio((s) => activeOn(s, target));
  const kind = useStudio((s) =>
    'node' in target ? s.document.nodes?.find((node) => node.id === target.node)?.kind : kindOfLink(s, target.link),
  );
  if (!kind) return null;
  return (
    <>
      <Menu.Item leftSection={<IconTestPipe size={15} aria-hidden />} rightSection="W" onClick={() => askAbout(target)}>
        What if…
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>Start a fault now</Menu.Label>
      {faultsFor(kind).map((action) => {
        const Icon = faultIcon(action);
        return (
          <Menu.Item
            key={action}
            leftSection={<Icon size={15} aria-hidden />}
            onClick={() => void studio.getState().injectFault(newFault(action, target))}
          >
            {faultLabel(action)}
          </Menu.Item>
        );
      })}
      {running !== '' &&
        running.split(',').map((id) => {
          const action = faultById(studio.getState(), id)?.action;
          return (
            <Menu.Item
              key={id}
              c="var(--accent)"
              leftSection={<IconBandage size={15} aria-hidden />}
              onClick={() => void studio.getState().healFault(id)}
            >
              Heal {action ? faultActions[action].title : id}
            </Menu.Item>
          );
        })}
      <Menu.Divider />
      {'node' in target && (
        <>
          <Menu.Item
            leftSection={<IconArrowRight size={15} aria-hidden />}
            rightSection="C"
            onClick={() => canvasUi.setState({ connecting: target.node })}
          >
            Link to…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPencil size={15} aria-hidden />}
            rightSection="F2"
            onClick={() => canvasUi.setState({ renaming: target.node })}
          >
            Rename
          </Menu.Item>
          <Menu.Item leftSection={<IconCopyPlus size={15} aria-hidden />} onClick={() => duplicateNodes([target.node])}>
            Duplicate
          </Menu.Item>
        </>
      )}
      <Menu.Item
        c="var(--state-failing)"
        leftSection={<IconTrash size={15} aria-hidden />}
        onClick={() => {
          studio.getState().select('node' in target ? { nodes: [target.node] } : { links: [target.link] });
          removeSelected();
        }}
      >
        Delete
      </Menu.Item>
    </>
  );
}
