create type private.pack_choice as (
  line_no integer,
  section_no integer,
  sku_id uuid,
  delivered_sku_id uuid,
  units integer
);

comment on type private.pack_choice is
  'One choice out of a pack as a holder sent it: its number from 1, the section, the item whose slots it takes, what shall come (the same, or what it is swapped for), and the units.';
