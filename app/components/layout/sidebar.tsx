import { Link } from '@remix-run/react';
import { urls } from '../../urls.ts';
import { NavigationLinks } from './navigation-links.tsx';
import { Wordmark } from './wordmark.tsx';

/** The pages, beside the page, where there is room for them. */
export function Sidebar({ alerts }: { alerts: number }) {
	return (
		<div className="sticky top-0 hidden h-dvh flex-col gap-5 overflow-y-auto border-r bg-surface px-3 py-4 lg:flex">
			<Link to={urls.overview} className="w-fit rounded px-2.5" aria-label="Touchline, overview">
				<Wordmark />
			</Link>
			<NavigationLinks alerts={alerts} />
		</div>
	);
}
