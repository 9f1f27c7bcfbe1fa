import { Link } from '@remix-run/react';
import { Search } from 'lucide-react';
import { lazy, type MouseEvent, Suspense, useEffect, useState } from 'react';
import { useHydrated } from '../../hydrated.ts';
import { urls } from '../../urls.ts';

const Palette = lazy(() => import('./palette.tsx'));

/** Opens the palette, as `Ctrl K` and `/` do; without JavaScript it leads to where matches are searched. */
export function PaletteButton() {
	const [asked, setAsked] = useState(false);
	const [open, setOpen] = useState(false);
	const hydrated = useHydrated();

	function show() {
		setAsked(true);
		setOpen(true);
	}

	useEffect(() => {
		function onKey(event: KeyboardEvent) {
			if (!opensPalette(event)) return;
			event.preventDefault();
			setAsked(true);
			setOpen((shown) => !shown);
		}
		document.addEventListener('keydown', onKey);
		return () => document.removeEventListener('keydown', onKey);
	}, []);

	function follow(event: MouseEvent) {
		// Opening it in a tab of its own stays possible.
		if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
		event.preventDefault();
		show();
	}

	return (
		<>
			<Link
				to={urls.matches}
				onClick={follow}
				aria-haspopup={hydrated ? 'dialog' : undefined}
				className="flex h-8 items-center gap-2 rounded-md border px-2 text-[13px] text-muted hover:bg-raised hover:text-ink sm:min-w-56"
			>
				<Search aria-hidden className="size-4" />
				<span className="sr-only sm:not-sr-only">Go to …</span>
				<kbd
					aria-hidden
					className={`ml-auto hidden rounded border px-1 font-sans text-[11px] leading-4 sm:block ${hydrated ? '' : 'invisible'}`}
				>
					Ctrl K
				</kbd>
			</Link>
			{asked && (
				<Suspense>
					<Palette open={open} onOpenChange={setOpen} />
				</Suspense>
			)}
		</>
	);
}

function opensPalette({ key, metaKey, ctrlKey, altKey, target }: KeyboardEvent): boolean {
	if (key.toLowerCase() === 'k' && (metaKey || ctrlKey) && !altKey) return true;
	return key === '/' && !metaKey && !ctrlKey && !altKey && !isTyping(target);
}

function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
	);
}
