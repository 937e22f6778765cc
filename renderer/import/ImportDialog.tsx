import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { closeImport, useImportUi } from './import-ui';

const ImportForm = lazy(() => import('./ImportForm').then((module) => ({ default: module.ImportForm })));

/** A file of another tool, looked at before it becomes a design. */
export function ImportDialog() {
  const { opened } = useImportUi();
  return (
    <Modal opened={opened} onClose={closeImport} size={980} title="Import" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Suspense>
        <ImportForm />
      </Suspense>
    </Modal>
  );
}
