import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBook } from '@tabler/icons-react';
import { titleOf } from './library';
import { useOpenPage } from './open-page';

/** Opens the page of the documents that explains something. */
export function DocsLink({ page }: { readonly page: string }) {
  const open = useOpenPage((s) => s.open);
  const words = `Read about: ${titleOf(page)}`;
  return (
    <Tooltip label={words} openDelay={250}>
      <ActionIcon size={18} variant="subtle" color="gray" onClick={() => open(page)} aria-label={words}>
        <IconBook size={13} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}
