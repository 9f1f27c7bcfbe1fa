import { Eye } from 'lucide-react';
import { MAY_LOOK_NOT_ACT, MAY_LOOK_NOTE, useMayAct } from '../../may-act.tsx';

/** Tells a viewer, on every page, why what acts is off. */
export function MayLookNote() {
	if (useMayAct()) return null;
	return (
		<aside aria-label="What you may do" className="border-b bg-quiet-soft">
			<div className="mx-auto flex max-w-7xl gap-2 px-4 py-1.5 text-[13px] text-muted">
				<Eye aria-hidden className="mt-0.5 size-4 shrink-0" />
				<p id={MAY_LOOK_NOTE}>
					{MAY_LOOK_NOT_ACT}: what changes something is off. An operator can change your role under Settings.
				</p>
			</div>
		</aside>
	);
}
