import { Button } from '@mantine/core';
import styles from './practice.module.css';
import { turn } from './turn';

/** In place of practice while another window has it: two windows that write would lose what one of them wrote. */
export const Elsewhere = () => (
  <div className={styles['screen']}>
    <div className={styles['card']} role="status">
      <p className={styles['words']}>Practice goes on in another window. Here nothing of it is changed.</p>
    </div>
    <div>
      <Button size="compact-sm" onClick={() => turn.take()}>
        Practise in this window
      </Button>
    </div>
  </div>
);
