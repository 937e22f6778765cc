import type { NodeKind } from '../../engine/nodes/registry';

/** What a component carries while it is dragged from the palette. */
export const KIND_TYPE = 'application/x-faultline-kind';

let dragged: NodeKind | null = null;

/** A browser tells what is dragged only when it is dropped, so the palette says it when it begins. */
export function beginKindDrag(kind: NodeKind): void {
  dragged = kind;
}

export const draggedKind = (): NodeKind | null => dragged;
