'use client';
// `samtycke/react`: the panel as a React component. Rendered on a server it is a plain tag with its
// children, the form that works without script; the element is defined once the page runs.

import {
  createElement,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react';
import type {SamtyckePanel as PanelElement} from './panel/element.ts';
import {type ChangeEvent, type PanelErrorEvent, type PanelEvents, ReadyEvent, type SavedEvent} from './panel/events.ts';

type Handlers = 'onReady' | 'onChange' | 'onSaved' | 'onError';

/** Attributes and events of the element; whatever else an element may have is passed on. */
export interface SamtyckePanelProps extends Omit<HTMLAttributes<PanelElement>, Handlers> {
  readonly catalogue?: string | undefined;
  readonly endpoint?: URL | string | undefined;
  readonly lang?: string | undefined;
  readonly mode?: 'switches' | 'summary' | undefined;
  /** The person's choices are on the screen. */
  readonly onReady?: ((event: ReadyEvent) => void) | undefined;
  /** A switch, its phase, or what is allowed is not as it was. */
  readonly onChange?: ((event: ChangeEvent) => void) | undefined;
  /** The verifier has answered a submission. */
  readonly onSaved?: ((event: SavedEvent) => void) | undefined;
  /** Something failed. */
  readonly onError?: ((event: PanelErrorEvent) => void) | undefined;
  /** The element itself: `consent`, `allows(purpose)`. */
  readonly ref?: Ref<PanelElement> | undefined;
  /** What is shown where the panel cannot work: a form that withdraws without script. */
  readonly children?: ReactNode;
}

// React listens to a custom element that it made, and not to one that it found in the server's page.
function useListener<Name extends keyof PanelEvents>(
  element: RefObject<PanelElement | null>,
  name: Name,
  listener: ((event: PanelEvents[Name]) => void) | undefined,
): void {
  useEffect(() => {
    const target = element.current;
    if (!target || !listener) return undefined;
    target.addEventListener(name, listener);
    return () => target.removeEventListener(name, listener);
  }, [element, name, listener]);
}

export function SamtyckePanel(props: SamtyckePanelProps): ReactElement {
  const {endpoint, onReady, onChange, onSaved, onError, ref, ...rest} = props;
  const element = useRef<PanelElement>(null);
  useImperativeHandle(ref, () => element.current as PanelElement, []);
  useListener(element, 'samtycke-ready', onReady);
  useListener(element, 'samtycke-change', onChange);
  useListener(element, 'samtycke-saved', onSaved);
  useListener(element, 'samtycke-error', onError);
  useEffect(() => {
    // Somebody else may have defined it, and it may have been ready before React came.
    const consent = element.current?.consent;
    if (consent) onReady?.(new ReadyEvent(consent));
    void import('./panel/define.ts');
  }, []);
  return createElement('samtycke-panel', {
    ...rest,
    ref: element,
    endpoint: endpoint === undefined ? undefined : String(endpoint),
  });
}
