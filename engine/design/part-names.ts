interface Named {
  readonly id: string;
  readonly name?: string | undefined;
}

/** What of a design has names, as written or resolved. */
interface Parts {
  readonly nodes?: readonly Named[] | undefined;
  readonly links?: readonly { readonly id: string; readonly from: string; readonly to: string }[] | undefined;
  readonly groups?: readonly Named[] | undefined;
}

/** What the parts of a design are called on the canvas, by their ids: a node or group by its name, a link by both its ends; any other id stands for itself. */
export function partNames({ nodes, links, groups }: Parts): (id: string) => string {
  const nameIn = (list: readonly Named[] | undefined, id: string): string | undefined => list?.find((each) => each.id === id)?.name;
  return (id) => {
    const link = links?.find((each) => each.id === id);
    if (link) return `${nameIn(nodes, link.from) ?? link.from} → ${nameIn(nodes, link.to) ?? link.to}`;
    return nameIn(nodes, id) ?? nameIn(groups, id) ?? id;
  };
}
