i + j
i - j
i * j
l + k
l * k
l - 1
1 - l
i + l
ti + ti
si * si
ti + si
-ti
-si
-i
-l
-f
-d
-de
-dw
+i
f + f
f * 2
d + e
d - e
d * e
d / e
e / d
d / 0
f / 0
d / 2
i / 2
l / 7
i / 2.0
i * 1.5
MOD(i, 3)
MOD(l, 7)
i % 7
MOD(l, 3)
MOD(ti, 5)
MOD(l, CAST(5 AS TINYINT))
MOD(de, 5)
MOD(de, 1.5)
MOD(5, CAST(j AS BIGINT))
d * 1.5
f + d
i + d
i + f
l * f
de + de
de + dd
de - dd
de * dd
de * de
dd * dd
de * i
de + l
dw + dw
dw - de
dw * de
dw * dw
de / 3
dd / 7
de + 1
de * 2.5
de + d
dw / 3
dt + INTERVAL '1' DAY
dt - INTERVAL '1' MONTH
dt + INTERVAL '13' MONTH
dt + INTERVAL '1' YEAR
ts + INTERVAL '1' DAY
ts - INTERVAL '90' SECOND
ts + INTERVAL '1' MONTH
ts2 - INTERVAL '11' MONTH
ts9 + INTERVAL '1' HOUR
ts9 + INTERVAL '1' MONTH
lz + INTERVAL '1' DAY
lz + INTERVAL '1' MONTH
tm + INTERVAL '13' HOUR
tm - INTERVAL '1' SECOND
TIMESTAMPDIFF(SECOND, ts, ts2)
TIMESTAMPDIFF(MINUTE, ts, ts2)
TIMESTAMPDIFF(HOUR, ts, ts2)
TIMESTAMPDIFF(DAY, ts, ts2)
TIMESTAMPDIFF(MONTH, ts, ts2)
TIMESTAMPDIFF(YEAR, ts, ts2)
TIMESTAMPDIFF(DAY, dt, dt2)
TIMESTAMPDIFF(MONTH, dt, dt2)
TIMESTAMPDIFF(WEEK, ts, ts2)
TIMESTAMPDIFF(QUARTER, ts, ts2)
TIMESTAMPDIFF(SECOND, ts, ts9)
TIMESTAMPADD(DAY, j, ts)
TIMESTAMPADD(MONTH, j, ts)
TIMESTAMPADD(HOUR, j, ts9)
TIMESTAMPADD(WEEK, j, dt)
TIMESTAMPADD(YEAR, j, dt)
TIMESTAMPADD(SECOND, 5, ts)
i + j * 2 - MOD(i, 3)
j > 0 AND 10 / j > 2
j <> 0 AND 10 / j > 2
! 10 / i
! MOD(10, i)
! l / k / 0
! de / i
