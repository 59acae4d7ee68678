alter table signal add column debt_told bigint;
