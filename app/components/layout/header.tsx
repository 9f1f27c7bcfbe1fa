import { Form, Link, NavLink, useLocation } from '@remix-run/react';
import { LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { grouped } from '../../count.ts';
import { LiveIndicator } from '../../live/live-indicator.tsx';
import type { Liveness } from '../../live/use-live-feed.ts';
import type { Theme } from '../../preferences.ts';
import { urls } from '../../urls.ts';
import { TONE_SOFT } from '../ui/tone.ts';
import { NAVIGATION } from './navigation.ts';
import { Wordmark } from './wordmark.tsx';

const PAGES = NAVIGATION.flatMap(({ pages }) => pages);

/** The console's header: where one is, how current it is, and who one is. */
export function Header({
	operator,
	theme,
	liveness,
	alerts,
}: {
	operator: string;
	theme: Theme;
	liveness: Liveness;
	/** Open ones that nobody has acknowledged. */
	alerts: number;
}) {
	return (
		<header className="border-b bg-surface">
			<div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 md:flex-nowrap md:py-0">
				<Link to={urls.overview} className="rounded py-2" aria-label="Touchline, overview">
					<Wordmark />
				</Link>
				<nav
					aria-label="Pages"
					className="order-last flex w-full justify-between gap-x-3 overflow-x-auto [scrollbar-width:none] sm:justify-start sm:gap-x-5 md:order-none md:w-auto md:overflow-visible"
				>
					{PAGES.map(({ to, label }) => (
						<NavLink
							key={to}
							to={to}
							end={to === urls.overview}
							className={({ isActive }) =>
								`flex shrink-0 items-center gap-1 border-b-2 py-2 text-xs font-medium sm:text-[13px] md:-mb-px md:py-3.5 ${isActive ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink'}`
							}
						>
							{label}
							{to === urls.alerts && <AlertCount alerts={alerts} />}
						</NavLink>
					))}
				</nav>
				<div className="ml-auto flex items-center gap-3">
					<LiveIndicator liveness={liveness} />
					<ThemeButton theme={theme} />
					<Form method="post" action={urls.logout}>
						<button
							type="submit"
							title={`Log out ${operator}`}
							className="flex items-center gap-1.5 rounded p-1.5 text-xs text-muted hover:bg-raised hover:text-ink"
						>
							<span className="hidden sm:inline">{operator}</span>
							<LogOut aria-hidden className="size-4" />
							<span className="sr-only">Log out</span>
						</button>
					</Form>
				</div>
			</div>
		</header>
	);
}

function AlertCount({ alerts }: { alerts: number }) {
	if (alerts === 0) return null;
	return (
		<span className={`rounded-full px-1.5 text-[11px] leading-4 font-semibold ${TONE_SOFT.bad}`}>
			{grouped(alerts)}
			<span className="sr-only"> not acknowledged</span>
		</span>
	);
}

const NEXT: Record<Theme, { theme: Theme; icon: typeof Sun; now: string }> = {
	system: { theme: 'light', icon: Monitor, now: 'as the system' },
	light: { theme: 'dark', icon: Sun, now: 'light' },
	dark: { theme: 'system', icon: Moon, now: 'dark' },
};

/** Goes on to the next theme: as the system, light, dark. */
function ThemeButton({ theme }: { theme: Theme }) {
	const { pathname, search } = useLocation();
	const { theme: next, icon: Icon, now } = NEXT[theme];
	return (
		<Form method="post" action={urls.theme} preventScrollReset>
			<input type="hidden" name="to" value={pathname + search} />
			<button
				type="submit"
				name="theme"
				value={next}
				title={`Colours: ${now}. Change to ${NEXT[next].now}.`}
				className="flex rounded p-1.5 text-muted hover:bg-raised hover:text-ink"
			>
				<Icon aria-hidden className="size-4" />
				<span className="sr-only">
					Colours: {now}. Change to {NEXT[next].now}.
				</span>
			</button>
		</Form>
	);
}
