import { Menu } from '@mantine/core';
import { IconMaximize, IconMinimize, IconPencil, IconTrash, IconBoxOff } from '@tabler/icons-react';
import { studio, useStudio } from '../../store/studio';
import { removeGroupsWithContent, toggleCollapsed, ungroupSelected } from '../arrange/actions';
import { canvasUi } from '../canvas-ui';
import { groupNodeId } from './canvas-ids';

/** What can be done to a group, as items of a menu. */
export function GroupItems({ id }: { readonly id: string }) {
  const collapsed = useStudio((s) => s.document.groups?.find((group) => group.id === id)?.collapsed ?? false);
  const withIt = (act: () => void) => () => {
    studio.getState().select({ groups: [id] });
    act();
  };
  return (
    <>
      <Menu.Item
        leftSection={collapsed ? <IconMaximize size={15} aria-hidden /> : <IconMinimize size={15} aria-hidden />}
        onClick={withIt(toggleCollapsed)}
      >
        {collapsed ? 'Expand' : 'Collapse'}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPencil size={15} aria-hidden />}
        rightSection="F2"
        onClick={() => canvasUi.setState({ renaming: groupNodeId(id) })}
      >
        Rename
      </Menu.Item>
      <Menu.Item leftSection={<IconBoxOff size={15} aria-hidden />} onClick={withIt(ungroupSelected)}>
        Ungroup, keep the content
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item c="var(--state-failing)" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => removeGroupsWithContent([id])}>
        Delete with content
      </Menu.Item>
    </>
  );
}
