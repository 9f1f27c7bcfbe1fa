import { NavLink } from '@remix-run/react';
import { grouped } from '../../count.ts';
import { urls } from '../../urls.ts';
import { TONE_SOFT } from '../ui/tone.ts';
import { NAVIGATION, type NavigationPage } from './navigation.ts';

/** The ways to all pages, in their groups. `alerts`: open ones that nobody has acknowledged. */
export function NavigationLinks({ alerts }: { alerts: number }) {
	return (
		<div className="grid gap-4">
			{NAVIGATION.map(({ label, pages }) => (
				<div key={label}>
					<p className="px-2.5 pb-1 text-xs font-medium text-muted">{label}</p>
					<ul className="grid gap-0.5">
						{pages.map((page) => (
							<li key={page.to}>
								<PageLink page={page} alerts={page.to === urls.alerts ? alerts : 0} />
							</li>
						))}
					</ul>
				</div>
			))}
		</div>
	);
}

function PageLink({ page: { to, label, icon: Icon }, alerts }: { page: NavigationPage; alerts: number }) {
	return (
		<NavLink
			to={to}
			end={to === urls.overview}
			className={({ isActive }) =>
				`flex min-h-8 items-center gap-2.5 rounded-md px-2.5 text-[13px] font-medium ${isActive ? 'bg-raised text-ink' : 'text-muted hover:bg-raised hover:text-ink'}`
			}
		>
			<Icon aria-hidden className="size-4 shrink-0" />
			{label}
			{alerts > 0 && (
				<span className={`ml-auto rounded-full px-1.5 text-[11px] leading-4 font-semibold ${TONE_SOFT.bad}`}>
					{grouped(alerts)}
					<span className="sr-only"> not acknowledged</span>
				</span>
			)}
		</NavLink>
	);
}
