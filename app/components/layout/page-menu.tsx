import { useLocation } from '@remix-run/react';
import { Menu } from 'lucide-react';
import { NavigationLinks } from './navigation-links.tsx';

/** The pages behind a button, where there is no room for them; it opens without JavaScript too. */
export function PageMenu({ alerts }: { alerts: number }) {
	// Going somewhere closes it.
	const { key } = useLocation();
	return (
		<details key={key} className="lg:hidden">
			<summary className="flex list-none items-center rounded p-1.5 text-muted hover:bg-raised hover:text-ink [&::-webkit-details-marker]:hidden">
				<Menu aria-hidden className="size-5" />
				<span className="sr-only">Pages</span>
			</summary>
			<nav
				aria-label="Pages"
				className="absolute inset-x-0 top-full z-20 max-h-[calc(100dvh-3rem)] overflow-y-auto border-b bg-surface p-3 shadow-lg"
			>
				<NavigationLinks alerts={alerts} />
			</nav>
		</details>
	);
}
