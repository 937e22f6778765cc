import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { showExport, useExportOpened } from './export-ui';

// All the languages together are large, and most who open the studio want none of them.
const ExportForm = lazy(() => import('./ExportForm').then((module) => ({ default: module.ExportForm })));

/** The design in another form: a picture, or the language of another tool. */
export function ExportDialog() {
  const opened = useExportOpened();
  return (
    <Modal opened={opened} onClose={() => showExport(false)} size={980} title="Export" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Suspense>
        <ExportForm />
      </Suspense>
    </Modal>
  );
}
