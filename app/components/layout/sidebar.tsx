import { Link } from '@remix-run/react';
import { urls } from '../../urls.ts';
import { NavigationLinks } from './navigation-links.tsx';
import { Wordmark } from './wordmark.tsx';

/** The pages, beside the page, where there is room for them. */
export function Sidebar({ alerts }: { alerts: number }) {
	return (
		<div className="hidden border-r bg-surface lg:block">
			<nav aria-label="Pages" className="sticky top-0 grid max-h-dvh gap-5 overflow-y-auto px-3 py-3">
				<Link to={urls.overview} className="w-fit rounded px-2.5" aria-label="Touchline, overview">
					<Wordmark />
				</Link>
				<NavigationLinks alerts={alerts} />
			</nav>
		</div>
	);
}
