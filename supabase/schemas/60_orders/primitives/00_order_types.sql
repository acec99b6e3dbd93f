create type private.order_request_line as (
  line_no integer,
  sku_id uuid,
  quantity integer,
  unit_points bigint
);

comment on type private.order_request_line is
  'One line as a buyer sent it: its number from 1, the SKU, the units, and the price of one unit in points that the buyer saw (null: not said).';

create type private.priced_line as (
  line_no integer,
  sku_id uuid,
  quantity integer,
  seen_points bigint,
  offer_id uuid,
  unit_points bigint,
  max_per_order integer,
  max_per_buyer integer,
  product_id uuid,
  category_ids uuid[],
  needs_address boolean,
  name text,
  options jsonb,
  translations jsonb,
  image_path text
);

comment on type private.priced_line is
  'A line with the offer that applies now and a copy of what it sells. offer_id and all that follows is null when the buyer may not buy the SKU.';
