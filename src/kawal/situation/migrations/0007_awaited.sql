-- Who boarded, or was looked for and not found, and has not been seen since; and until when she should have been.
alter table picture add column awaited_at timestamptz, add column arrival_due_at timestamptz;
