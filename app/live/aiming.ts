/** Real milliseconds after its last movement for which a pointer that is on a control is taken to aim at it. */
const STEADY = 5_000;

const CONTROLS = 'main :is(a, button, summary, input, select, textarea, label):hover';

/** Whether the pointer is about to press something, so that nothing may move beneath it. */
export interface Aim {
	aiming(): boolean;
	stop(): void;
}

/** Follows the pointer: it aims from when it moves onto a control until it has pressed it, left it, or lain there for 5 s. */
export function followAim(): Aim {
	let movedAt = Number.NEGATIVE_INFINITY;
	const moved = ({ pointerType }: PointerEvent) => {
		if (pointerType === 'mouse') movedAt = performance.now();
	};
	const pressed = () => {
		movedAt = Number.NEGATIVE_INFINITY;
	};
	document.addEventListener('pointermove', moved, { passive: true });
	document.addEventListener('click', pressed, { passive: true });
	return {
		aiming: () => performance.now() - movedAt < STEADY && document.querySelector(CONTROLS) !== null,
		stop() {
			document.removeEventListener('pointermove', moved);
			document.removeEventListener('click', pressed);
		},
	};
}
