import type { OpenAlert } from './alerts.ts';

export const ALERT_NAMES: Record<OpenAlert['kind'], string> = {
	source_unavailable: 'Source unavailable',
	empty_fixture_list: 'Fixture list empty',
};
