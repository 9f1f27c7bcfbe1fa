import { readInstallation } from '../../settings/installation.ts';
import { sharedProcedure } from '../init.ts';

/** What this installation is, with its windows and its variables; no secret is told. */
export const installationProcedure = sharedProcedure.query(({ ctx }) => readInstallation(ctx));
