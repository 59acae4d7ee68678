-- A kit put together here: its parts leave their lots for the account `packed`, the kits come in as a lot of their own. What became a kit
-- is counted in the kit: of a lot, received less packed = in stock + in transit + given + lost.
alter table aid_movement drop constraint aid_goes_where_its_kind_says;
alter table aid_movement add constraint aid_goes_where_its_kind_says check (
  kind || ' ' || case when undoes is null then origin || ' ' || target else target || ' ' || origin end in (
    'receive outside stock', 'found outside stock', 'send stock transit', 'arrive transit stock', 'short transit lost',
    'give stock given', 'hand_out stock given', 'return given stock', 'lose stock lost', 'pack stock packed', 'make outside stock'));
alter table aid_balance drop constraint aid_balance_account_check;
alter table aid_balance add constraint aid_balance_account_check check (
  account in ('received', 'packed', 'stock', 'transit', 'given', 'lost'));

-- Who gets something, or has something kept for her, may sign by drawing on the screen: kept as a path of 600 × 200, or as a picture of it.
alter table aid_receipt drop constraint aid_receipt_kind_check;
alter table aid_receipt add constraint aid_receipt_kind_check check (kind in ('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'));
alter table shelter_item drop constraint shelter_item_signed_check, drop constraint shelter_item_fate_signed_check,
  add column drawing text not null default '', add column fate_drawing text not null default '',
  add constraint shelter_item_signed_check check (signed in ('paper', 'thumb', 'witness', 'drawn') and (signed = 'drawn') = (drawing <> '')),
  add constraint shelter_item_fate_signed_check check (
    fate_signed in ('', 'paper', 'thumb', 'witness', 'drawn') and (fate_signed = 'drawn') = (fate_drawing <> ''));
