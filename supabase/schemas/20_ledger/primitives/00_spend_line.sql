create type private.spend_line as (
  line_no integer,
  product_id uuid,
  category_ids uuid[],
  amount bigint
);

comment on type private.spend_line is
  'One line to be paid with points: its number in the order, the product, the product''s category with its ancestors, and the points.';
