import type { Trace } from '../../engine/measure/trace/trace';
import { NO_DATA, formatNanos } from '../panels/format';
import { useStudio } from '../store/studio';
import classes from './traces.module.css';

/** Where the time of the critical path went, place by place: it adds up to the request's. */
export function HopTable({ trace: { hops } }: { readonly trace: Trace }) {
  const design = useStudio((s) => s.document);
  const nameOf = (id: string) => design.nodes?.find((node) => node.id === id)?.name ?? id;
  const wayOf = (id: string | null) => {
    const link = design.links?.find((each) => each.id === id);
    return link === undefined ? (id ?? '') : `${nameOf(link.from)} → ${nameOf(link.to)}`;
  };
  const time = (value: number) => (value === 0 ? NO_DATA : formatNanos(value));
  return (
    <table className={classes['hops']}>
      <caption>The critical path, by place</caption>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col">Waiting in a queue</th>
          <th scope="col">Working</th>
          <th scope="col">Network</th>
          <th scope="col">Before retries</th>
          <th scope="col">Held back, timers</th>
          <th scope="col">In all</th>
        </tr>
      </thead>
      <tbody>
        {hops.map(({ node, link, queue, service, network, backoff, blocked, pause, total }) => (
          <tr key={`${node} ${link}`}>
            <th scope="row">{node === null ? wayOf(link) : nameOf(node)}</th>
            <td>{time(queue)}</td>
            <td>{time(service)}</td>
            <td>{time(network)}</td>
            <td>{time(backoff)}</td>
            <td>{time(blocked + pause)}</td>
            <td>{time(total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
