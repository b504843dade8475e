i = j
i <> j
i < l
l >= k
i <= 5
5 < i
d > e
f < d
f = 0.1
d = 0.1
de = dd
de > i
dd < l
dw > de
dw = l
de < d
dw >= e
f > de
s = s2
s <> s2
s < s2
s >= 'b'
s = 'apple'
c = 'abc'
s <> 'apple'
b = b2
b <> b2
b > b2
dt = dt2
dt < dt2
dt >= DATE '2000-01-01'
tm > TIME '06:00:00'
ts < ts2
ts = ts9
ts2 < ts9
ts >= TIMESTAMP '2024-01-01 00:00:00'
lz > TO_TIMESTAMP_LTZ(0, 3)
by1 = X'010203'
by1 < X'02'
a = ARRAY[1,2,3]
r = ROW(5, 'five')
m = MAP['a', 1, 'b', 2]
i IS NULL
s IS NOT NULL
i IS DISTINCT FROM j
i IS NOT DISTINCT FROM j
s IS DISTINCT FROM s2
s IS NOT DISTINCT FROM s2
b IS TRUE
b IS NOT TRUE
b IS FALSE
b IS NOT FALSE
b IS UNKNOWN
b IS NOT UNKNOWN
b AND b2
b OR b2
NOT b
NOT (b AND b2) OR i > 3
b AND b2 AND i > 0
b OR b2 OR i IS NULL
i IN (1, 2, 5, 7)
i NOT IN (1, 2, 5, 7)
l IN (5, 42)
s IN ('apple', 'banana')
s NOT IN ('apple', 'banana')
s IN ('apple', 'banana', '', 'x', 'y', 'z', 'w')
s NOT IN ('apple', 'banana', '', 'x', 'y', 'z', 'w')
i BETWEEN 0 AND 7
i NOT BETWEEN 0 AND 7
d BETWEEN 0 AND 3
de BETWEEN 0 AND 12.34
de IN (0.05, 42, 12.34)
dt BETWEEN DATE '1970-01-01' AND DATE '2024-02-29'
ts BETWEEN TIMESTAMP '1970-01-01 00:00:00' AND TIMESTAMP '2024-12-31 23:59:59.5'
dt IN (DATE '1970-01-01', DATE '2024-02-29')
i > 3 AND i < 6 OR i = 7
i IS NULL OR i IN (1, 5)
i IS NOT NULL AND i NOT IN (1, 5)
s > 'a' AND s < 'c'
i IN (1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25)
ti = si
ti < 5
si > ti
i = ti
